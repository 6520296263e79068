/** The element that a button commands. */
export interface CommandedElement {
  reconnect(): void;
  close(code: number): void;
  clear(): void;
}

/** The form of that element. */
export interface CommandedForm {
  send(text: string): void;
  submit(): void;
}

/**
 * Runs the command of a button: `<button commandfor="…" command="--reconnect">` and the like. `--send` sends the value
 * of the button, or else the text of the form. Other commands are ignored. Source: WHATWG HTML, invoker commands.
 */
export function runCommand(event: Event, element: CommandedElement, form: CommandedForm): void {
  const { command, source } = event as Event & { command: string; source: Element | null };
  if (command === '--reconnect') element.reconnect();
  else if (command === '--close') element.close(1000);
  else if (command === '--clear') element.clear();
  else if (command === '--send') {
    const value = source instanceof HTMLButtonElement ? source.value : '';
    if (value) form.send(value);
    else form.submit();
  }
}
