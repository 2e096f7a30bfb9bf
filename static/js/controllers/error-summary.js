// The page was sent back with errors: start there. The person has just pressed a button, so focus is expected.
export function connect(element) {
  element.focus();
}
