// How a script finds its part of the page: <section data-controller="agenda-filter">.

/** Call `start(element)` once for each element that names this controller. */
export function attach(name, start) {
  const run = () => document.querySelectorAll(`[data-controller~="${name}"]`).forEach((element) => start(element));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}

/** The token that every writing request carries. */
export function csrfToken() {
  return document.querySelector("meta[name=csrf-token]")?.content ?? document.querySelector("input[name=csrf_token]")?.value ?? "";
}
