import { Component, CUSTOM_ELEMENTS_SCHEMA, Input, signal } from '@angular/core';
import 'ws-echo';

@Component({
  selector: 'app-chat',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <ws-echo #echo [url]="url" (message)="last.set($event.data)" />
    <button (click)="echo.send('Hello!')">Say hello</button>
    <output>{{ last() }}</output>
  `,
})
export class Chat {
  @Input() url = '';
  readonly last = signal('');
}
