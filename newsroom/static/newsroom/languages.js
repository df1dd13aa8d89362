// Tells whose browser asks for another language that the page is in it, too. Without this file, the foot of the page does.
"use strict";

{
  const languageOf = (code) => code.toLowerCase().split("-")[0];
  const links = [...document.querySelectorAll(".languages a")];
  const wanted = navigator.languages
    .map((code) => links.find((link) => languageOf(link.hreflang) === languageOf(code)))
    .find((link) => link);
  if (wanted?.dataset.hint) {
    const hint = document.createElement("p");
    const link = wanted.cloneNode();
    hint.className = "hint";
    hint.lang = wanted.lang;
    link.textContent = wanted.dataset.hint;
    hint.append(link);
    document.getElementById("content").prepend(hint);
  }
}
