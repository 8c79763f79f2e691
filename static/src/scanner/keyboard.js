// A scanner that types: symbols in quick succession and Enter, wherever the focus is.

const QUICK = 120;

export function listen(target, found, now = () => performance.now()) {
  let typed = "";
  let last = -Infinity;
  target.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey) return;
    const moment = now();
    if (moment - last > QUICK) typed = "";
    last = moment;
    if (event.key === "Enter" && typed.length >= 20) {
      event.preventDefault();
      found(typed);
      typed = "";
    } else if (event.key.length === 1) typed += event.key;
  });
}
