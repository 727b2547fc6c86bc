// Signing in with a passkey, and adding one. Without this script the page still offers every other way in.
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const ask = async (address, body) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error([found.detail, found.remedy].filter(Boolean).join(" "));
    return found;
  };

  const known = (list) => (list ?? []).map((item) => ({ ...item, id: bytes(item.id) }));

  const signIn = async () => {
    const options = await ask("/api/v1/passkeys/challenge");
    const made = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
    });
    const { authenticatorData, clientDataJSON, signature, userHandle } = made.response;
    return ask("/api/v1/passkeys/sign-in", {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response: {
        authenticatorData: text(authenticatorData),
        clientDataJSON: text(clientDataJSON),
        signature: text(signature),
        userHandle: userHandle && text(userHandle),
      },
    });
  };

  const add = async (name) => {
    const options = await ask("/api/v1/passkeys/registration");
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    });
    return ask("/api/v1/passkeys?name=" + encodeURIComponent(name), {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response: {
        attestationObject: text(made.response.attestationObject),
        clientDataJSON: text(made.response.clientDataJSON),
      },
    });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const message = form.querySelector("[role=status]");
    const button = form.querySelector("button");
    form.querySelector("[data-without-script]").hidden = true;
    if (!window.PublicKeyCredential) {
      message.textContent = message.dataset.absent;
      continue;
    }
    form.querySelector("[data-script]").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      message.textContent = message.dataset.waiting;
      button.disabled = true;
      try {
        const done = form.dataset.passkey === "add" ? await add(form.elements.name.value) : await signIn();
        window.location.assign(done.to);
      } catch (error) {
        // the browser's own words (NotAllowedError and others) are for programmers
        message.textContent = error instanceof DOMException ? message.dataset.ended : error.message;
        button.disabled = false;
      }
    });
  }
})();
