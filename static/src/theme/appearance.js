// Light or dark: the device decides until the reader does. Loaded before the page is drawn, so nothing flickers.
(() => {
const KEY = "appearance";

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off; then the device decides
  }
}

function apply(choice) {
  if (choice === "light" || choice === "dark") document.documentElement.dataset.appearance = choice;
  else delete document.documentElement.dataset.appearance;
}

function choose(choice) {
  apply(choice);
  try {
    if (choice === "device") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // the choice then lasts as long as the page
  }
}

apply(stored());

document.addEventListener("DOMContentLoaded", () => {
  const group = document.querySelector("[data-controller~=appearance]");
  if (!group) return;
  const buttons = [...group.querySelectorAll("button[value]")];
  const show = () => {
    const now = stored() ?? "device";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === now));
  };
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button[value]");
    if (!button) return;
    choose(button.value);
    show();
  });
  show();
  group.hidden = false;
});
})();
