// Asks the browser for a passkey, or to make one, and sends its answer with the form. The controls are shown only where
// that works; everybody else comes in by the link in the mail.
import { attach, csrfToken } from "../base/_controllers.js";

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The options of the server with their bytes as bytes (older browsers have no parse…FromJSON). */
function read(options) {
  const known = (list) => list?.map((one) => ({ ...one, id: decode(one.id) }));
  return {
    ...options,
    challenge: decode(options.challenge),
    ...(options.user && { user: { ...options.user, id: decode(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

/** The answer of the browser as JSON, its bytes in base64url. */
function write({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const bytes = parts.filter((part) => response[part]).map((part) => [part, encode(response[part])]);
  const transports = response.getTransports?.();
  return JSON.stringify({
    id, type, rawId: encode(rawId), clientExtensionResults: {},
    response: { ...Object.fromEntries(bytes), ...(transports && { transports }) },
  });
}

attach("passkey", (element) => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const { step, options, refused, known, failed } = element.dataset;
  const form = element.querySelector("form:has([name=credential])");
  const button = form.querySelector("button");
  const status = element.querySelector("[role=status]");
  element.querySelector("[data-without]")?.remove();
  element.hidden = form.hidden = false;

  async function ask() {
    const answer = await fetch(options, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } });
    if (answer.redirected) return location.reload(); // the code has run out; the page leads to a new one
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    form.elements.credential.value = write(await navigator.credentials[step]({ publicKey: read(await answer.json()) }));
    form.submit();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    status.textContent = "";
    button.disabled = true;
    try {
      await ask();
    } catch (error) {
      status.textContent = { NotAllowedError: refused, InvalidStateError: known }[error.name] ?? failed;
    } finally {
      button.disabled = false;
    }
  });
});
