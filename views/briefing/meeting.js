// Shows one screen of a meeting and reports keys and clicks; Python then draws the next screen.
const KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back", Home: "first", End: "last", Enter: "list", Escape: "up" };

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".meeting");
  if (place.drawn !== data.html) {
    const focused = document.activeElement?.dataset?.go;
    place.innerHTML = data.html;
    place.drawn = data.html;
    if (focused) place.querySelector(`[data-go="${focused}"]`)?.focus();
  }
  const press = (event) => {
    const go = KEYS[event.key];
    const typing = event.target.closest?.("input, textarea, [role=combobox]");
    const onButton = event.target.closest?.("[data-go]") && (event.key === "Enter" || event.key === " ");
    if (!go || typing || onButton || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("go", go);
  };
  const click = (event) => {
    const go = event.target.closest("[data-go]");
    if (go) setTriggerValue("go", go.dataset.go);
  };
  place.leave?.(); // this runs for every screen: remove the listeners of the last one first
  window.addEventListener("keydown", press);
  place.addEventListener("click", click);
  place.leave = () => {
    window.removeEventListener("keydown", press);
    place.removeEventListener("click", click);
  };
  return place.leave;
}
