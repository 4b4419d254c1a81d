"use strict";
// Filters, folding and printing. Without this script the page shows everything, and its controls stay hidden.
{
  const root = document.documentElement;
  const form = document.querySelector("form.controls");
  const stories = [...document.querySelectorAll("details.story")];
  const boxes = [...form.elements.namedItem("verdict")];
  const said = form.querySelector("output");

  const filter = () => {
    const hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
    root.dataset.hide = hidden.join(" ");
    let shown = 0;
    let here = 0;
    for (const story of stories) {
      const verdicts = story.dataset.verdicts.split(" ").filter(Boolean);
      story.hidden = hidden.length > 0 && verdicts.every((verdict) => hidden.includes(verdict));
      here += story.hidden ? 0 : 1;
    }
    for (const box of boxes) {
      if (box.checked) shown += Number(box.parentElement.querySelector(".n").textContent);
    }
    said.textContent = hidden.length
      ? `${shown} ${shown === 1 ? "pair" : "pairs"} in ${here} ${here === 1 ? "story" : "stories"} shown.`
      : "";
  };

  // A link into a story that is folded or filtered away shows it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const story = target.closest("details.story");
    const row = target.closest("tr[data-verdict]");
    if (story && (story.hidden || (row && root.dataset.hide.split(" ").includes(row.dataset.verdict)))) {
      for (const box of boxes) box.checked = true;
      filter();
    }
    for (let place = target; place; place = place.parentElement) {
      if (place.localName === "details") place.open = true;
    }
    target.scrollIntoView();
  };

  const fold = (open) => {
    for (const story of stories) story.open = open;
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "kinds") root.toggleAttribute("data-kinds", event.target.checked);
    else filter();
  });
  form.elements.namedItem("open").addEventListener("click", () => fold(true));
  form.elements.namedItem("close").addEventListener("click", () => fold(false));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);

  // What is printed is open; what the filter hides is not printed.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = stories.filter((story) => !story.open);
    fold(true);
  });
  addEventListener("afterprint", () => {
    for (const story of folded) story.open = false;
  });

  form.hidden = stories.length === 0;
  filter();
  reveal();
}
