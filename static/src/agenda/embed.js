// Tells the page around the frame how high the agenda is, and nothing else.
import { attach } from "../base/_controllers.js";

attach("embed", (body) => {
  if (parent === window) return;
  const tell = () => parent.postMessage({ type: "summit-agenda-height", height: Math.ceil(body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(body);
});
