// Shows HTML the server wrote and tells it which button was pressed: a hundred buttons are one element for Streamlit.
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".pressed");
  if (place.written !== data.written) {
    place.written = data.written;
    place.innerHTML = data.written;
  }
  place.onclick = ({ target }) => {
    const button = target.closest("[data-choose]");
    if (button) setTriggerValue("chosen", button.dataset.choose);
  };
}
