/* Keeps the reasons a reader has opened open when the findings beside a form are renewed. */
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
  event.target.opened = [...event.target.querySelectorAll("details[open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", (event) => {
  for (const id of event.target.opened || []) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
});
