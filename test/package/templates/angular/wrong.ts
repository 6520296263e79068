import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'ws-echo';
import 'ws-echo/log';

@Component({
  selector: 'app-wrong',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <ws-echo (message)="$event.code" />
    <ws-echo (close)="$event.data" />
    <ws-echo (discard)="$event.message" />
    <ws-echo (mesage)="$event.data" />
    <ws-echo (error)="close($event)" />
    <ws-echo #echo (open)="echo.say('Hello!')" />
    <ws-log #log (click)="log.clean()" />
  `,
})
export class Wrong {
  close({ code }: CloseEvent): number {
    return code;
  }
}
