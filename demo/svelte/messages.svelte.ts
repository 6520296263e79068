interface Message {
  id: number;
  text: string;
}

/** The last 50 messages. */
export class Messages {
  list = $state.raw<Message[]>([]);

  add(from: string, { data }: MessageEvent): void {
    const id = (this.list.at(-1)?.id ?? 0) + 1;
    this.list = [...this.list, { id, text: `${from}: ${String(data)}` }].slice(-50);
  }
}
