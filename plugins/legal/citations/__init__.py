"""Citations of acts in sentences of drafts: found, taken apart, and looked up in the register of acts."""
