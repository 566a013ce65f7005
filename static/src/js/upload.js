// While a long file is being checked, look again now and then.
if (document.querySelector("[data-upload-progress]")) {
  setTimeout(() => location.reload(), 3000);
}
