// "/" puts the cursor into the search of the page, unless somebody is writing. Without this file all else works.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = document.getElementById("search");
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (!field || writing || event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});
