import { Component, CUSTOM_ELEMENTS_SCHEMA, effect, inject, signal, ViewChild, type ElementRef } from '@angular/core';
import '../../src/define.js';
import type { WsEcho } from '../../src/index.js';
import { address, freshAddress } from '../address.js';
import { Messages } from './messages.js';

@Component({
  selector: '[id=app]',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section aria-labelledby="two">
      <h2 id="two">Two elements, side by side</h2>
      <div class="pair">
        <ws-echo #left id="left" label="Left" [url]="address" />
        @if (!isAway()) {
          <ws-echo id="right" label="Right" [url]="freshAddress" (message)="messages.add('right', $event)" />
        }
      </div>
      <div class="actions">
        <button id="pause" [attr.aria-pressed]="isPaused()" (click)="isPaused.set(!isPaused())">Mute the left</button>
        <button id="leave" [attr.aria-pressed]="isAway()" (click)="isAway.set(!isAway())">Leave the right</button>
      </div>
    </section>

    <section aria-labelledby="messages">
      <h2 id="messages">What the app says and hears</h2>
      <form id="say" (submit)="left.send(text.value); text.value = ''; $event.preventDefault()">
        <label for="text">Say it on the left</label>
        <div class="row">
          <input #text id="text" name="text" autocomplete="off" required />
          <button type="submit">Say</button>
        </div>
      </form>
      <ol id="received">
        @for (message of messages.list(); track message.id) {
          <li [value]="message.id">{{ message.text }}</li>
        }
      </ol>
    </section>

    <section aria-labelledby="list">
      <h2 id="list">A list that reorders</h2>
      <ul id="rooms">
        @for (room of rooms(); track room) {
          <li><ws-echo [label]="room" [url]="address" /></li>
        }
      </ul>
      <div class="actions">
        <button id="reverse" (click)="reverse()">Reverse</button>
      </div>
    </section>
  `,
})
export class App {
  @ViewChild('left', { static: true }) left!: ElementRef<WsEcho>;

  readonly address = address;
  readonly freshAddress = freshAddress;
  readonly messages = inject(Messages);
  readonly rooms = signal(['Kitchen', 'Garden', 'Attic']);
  readonly isPaused = signal(false);
  readonly isAway = signal(false);

  constructor() {
    effect((onCleanup) => {
      if (this.isPaused()) return;
      const element = this.left.nativeElement;
      const hear = (event: MessageEvent) => this.messages.add('left', event);
      element.addEventListener('message', hear);
      onCleanup(() => element.removeEventListener('message', hear));
    });
  }

  reverse(): void {
    this.rooms.update((rooms) => [...rooms].reverse());
  }
}
