import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import type { DiscardEvent } from 'ws-echo';
import 'ws-echo/log';
import { expectExactly } from '../../../exactly.js';

@Component({
  selector: 'app-right',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <ws-echo #echo [url]="url" [protocols]="['chat']" binary-type="blob" [idleTimeout]="5000" ping-interval="30000" readonly />
    <ws-echo
      (open)="event($event)"
      (message)="message($event)"
      (send)="message($event)"
      (close)="close($event)"
      (error)="event($event)"
      (statechange)="event($event)"
      (discard)="discard($event)"
      (click)="text($event.clientX.toFixed())"
    />
    <ws-log #log for="left" [source]="null" byte-limit="1000" paused (click)="log.clear()" />
    <button (click)="text(echo.state); echo.send('Hello!')">{{ echo.diagnosis?.kind }}</button>
  `,
})
export class Right {
  readonly url = async () => new URL('wss://localhost/');
  readonly event = expectExactly<Event>();
  readonly message = expectExactly<MessageEvent>();
  readonly close = expectExactly<CloseEvent>();
  readonly discard = expectExactly<DiscardEvent>();

  text(text: string): string {
    return text;
  }
}
