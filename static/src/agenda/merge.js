// After a log-in: offer what was starred on this device. The form waits hidden until there is something to take over.
//   <form data-controller="favourites-merge" data-slug="…" method="post" hidden>
//     <input type="hidden" name="codes"> <span data-count></span> …
import { attach } from "../base/_controllers.js";
import { starred } from "./favourites.js";

attach("favourites-merge", (form) => {
  const codes = starred(form.dataset.slug);
  const field = form.querySelector("input[name=codes]");
  if (!codes.length || !field) return;
  field.value = codes.join(",");
  for (const place of form.querySelectorAll("[data-count]")) place.textContent = String(codes.length);
  form.hidden = false;
});
