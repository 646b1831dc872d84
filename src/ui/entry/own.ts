/** A listener for the element's own event, not for one of the same name that rises from inside it (a dialog in a dialog). */
export function own(run: () => void): (event: Event) => void {
  return (event) => {
    if (event.target === event.currentTarget) run();
  };
}
