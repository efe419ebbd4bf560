// Shows what needs a passkey only where the browser has them, and says when one did not work.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("passkey_form");
  if (form && window.PublicKeyCredential) form.hidden = false;
});
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey_failed");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
  words.focus();
});
