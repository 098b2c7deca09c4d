// What a reader would mind, on the page that is open.
const wrong = [];
const timing = performance.getEntriesByType("navigation")[0];
const milliseconds = Math.round(timing.loadEventEnd - timing.startTime);
if (milliseconds > 1000 && arguments[0]) wrong.push(`loaded in ${milliseconds} ms`);

const page = document.documentElement;
if (page.scrollWidth > page.clientWidth) wrong.push(`scrolls sideways: ${page.scrollWidth} px`);

// Contrast of texts as WCAG computes it.
function channels(color) {
  return color.match(/[\d.]+/g).map(Number);
}
function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function background(element) {
  for (let at = element; at; at = at.parentElement) {
    const color = channels(getComputedStyle(at).backgroundColor);
    if (color.length < 4 || color[3] > 0) return color;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
}
let lowest = 21;
const seen = new Set();
for (const element of document.querySelectorAll("h1, h2, li, p, summary, code, span, mark, .cause, a")) {
  const kind = `${element.tagName}.${element.className}<${element.parentElement.className}`;
  if (seen.has(kind) || !element.textContent.trim()) continue;
  seen.add(kind);
  const pair = [luminance(channels(getComputedStyle(element).color)), luminance(background(element))];
  const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  lowest = Math.min(lowest, contrast);
  if (contrast < 4.5) wrong.push(`contrast ${contrast.toFixed(1)} of ${kind}`);
}

const groups = [...document.querySelectorAll("details.group, details:not([class])")].filter((group) => group.querySelector("summary code"));
const field = document.querySelector("input");
if (field) {
  const search = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return groups.filter((group) => !group.hidden).length;
  };
  if (search("config-17") !== 1) wrong.push("the search for config-17 does not leave one group");
  if (search("") !== groups.length) wrong.push("an empty search does not show all groups");
  const button = document.querySelector("button");
  button.click();
  button.click();
  if (document.querySelectorAll("a[href^='#change-']").length === 0) wrong.push("no links to changes");
}
if (groups.length < 2) wrong.push("no groups");
return { milliseconds, groups: groups.length, contrast: Number(lowest.toFixed(1)), wrong };
