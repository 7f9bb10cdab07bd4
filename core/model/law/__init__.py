"""All the law of one case type: put together, lowered, checked, compared, shown by examples."""
