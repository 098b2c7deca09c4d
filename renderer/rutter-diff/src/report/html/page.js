const groups = [...document.querySelectorAll("details.group")];
const field = document.querySelector("input");
let texts;
field.addEventListener("input", () => {
  texts ??= groups.map((group) => group.textContent.toLowerCase());
  const wanted = field.value.toLowerCase();
  groups.forEach((group, at) => { group.hidden = !texts[at].includes(wanted); });
});
document.querySelector("button").addEventListener("click", () => {
  const open = groups.some((group) => !group.open);
  groups.forEach((group) => { group.open = open; });
});
document.addEventListener("keydown", (event) => {
  if (event.target === field) return;
  const shown = groups.filter((group) => !group.hidden);
  const at = shown.findIndex((group) => group.querySelector("summary") === document.activeElement);
  const step = { j: 1, k: -1 }[event.key];
  if (event.key === "/") { event.preventDefault(); field.focus(); }
  if (step) shown[Math.max(0, Math.min(shown.length - 1, at + step))]?.querySelector("summary").focus();
});
