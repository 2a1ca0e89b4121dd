// Shows HTML from the server and reports which button was pressed. For Streamlit, all the buttons are one element.
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".pressed");
  if (place.written !== data.written) {
    const held = place.contains(document.activeElement) && document.activeElement.dataset.choose;
    place.written = data.written;
    place.innerHTML = data.written;
    if (held) place.querySelector(`[data-choose="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }
  place.onclick = ({ target }) => {
    const button = target.closest("[data-choose]");
    if (button) setTriggerValue("chosen", button.dataset.choose);
  };
}
