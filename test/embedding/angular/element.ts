import '@angular/compiler';
import { ApplicationRef, Component, CUSTOM_ELEMENTS_SCHEMA, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import '../../../src/define.js';
import { toConfig } from '../../../src/echo/attributes.js';
import type { WsEchoHandlers, WsEchoProperties } from '../../../src/frameworks/template-types.js';

type Props = WsEchoProperties & WsEchoHandlers;

@Component({
  selector: 'div',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @if (props(); as props) {
      <ws-echo
        [url]="props.url"
        [protocols]="props.protocols"
        [binaryType]="props.binaryType"
        [retry]="props.retry"
        [fatalCodes]="props.fatalCodes"
        [connectTimeout]="props.connectTimeout"
        [idleTimeout]="props.idleTimeout"
        [pingInterval]="props.pingInterval"
        [pingMessage]="props.pingMessage"
        [pongMessage]="props.pongMessage"
        [queueLimit]="props.queueLimit"
        [manual]="props.manual"
        [readonly]="props.readonly"
        [format]="props.format"
        [label]="props.label"
        (open)="props.onopen?.($event)"
        (message)="props.onmessage?.($event)"
        (send)="props.onsend?.($event)"
        (close)="props.onclose?.($event)"
        (error)="props.onerror?.($event)"
        (statechange)="props.onstatechange?.($event)"
        (discard)="props.ondiscard?.($event)"
      />
    }
  `,
})
class Element {
  readonly props = signal<Props | null>(null);
  readonly #application = inject(ApplicationRef);

  /** Renders the element with these props; null: nothing. */
  show(props: Props | null): void {
    this.props.set(props);
    this.#application.tick();
  }
}

const { instance } = (await bootstrapApplication(Element)).components[0]!;

Object.assign(window, { show: (props: Props | null) => instance.show(props), toConfig });
