/* Text and remarks follow each other: what is chosen on one side comes into view on the other, at the same height. */
"use strict";
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#r"], a[href^="#w"]');
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  for (const one of document.querySelectorAll(".chosen-one")) one.classList.remove("chosen-one");
  const shown = target.matches(".at") ? target.parentElement : target;
  shown.classList.add("chosen-one");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  history.replaceState(null, "", link.hash);
});
