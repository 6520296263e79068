import { Injectable, signal } from '@angular/core';

interface Message {
  id: number;
  text: string;
}

/** The last 50 messages. */
@Injectable({ providedIn: 'root' })
export class Messages {
  readonly #list = signal<readonly Message[]>([]);
  readonly list = this.#list.asReadonly();

  add(from: string, { data }: MessageEvent): void {
    this.#list.update((before) => {
      const id = (before.at(-1)?.id ?? 0) + 1;
      return [...before, { id, text: `${from}: ${String(data)}` }].slice(-50);
    });
  }
}
