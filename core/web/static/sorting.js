/* Sorts a table by the column whose heading is pressed; pressed again, the other way round. */
"use strict";
for (const heading of document.querySelectorAll("table.sortable thead th")) {
  const button = document.createElement("button");
  button.className = "sort";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const table = heading.closest("table"), column = [...heading.parentNode.children].indexOf(heading);
    const upward = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", upward ? "ascending" : "descending");
    const key = (row) => row.children[column].dataset.key ?? row.children[column].textContent.trim();
    const order = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
    const rows = [...table.tBodies[0].rows].sort((one, other) => (upward ? 1 : -1) * order(key(one), key(other)));
    table.tBodies[0].append(...rows);
  });
}
