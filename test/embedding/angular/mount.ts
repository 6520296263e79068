import '@angular/compiler';
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Chat } from './example.js';

@Component({
  selector: 'div',
  imports: [Chat],
  template: '<app-chat [url]="url" />',
})
class Page {
  readonly url = new URLSearchParams(location.search).get('url')!;
}

await bootstrapApplication(Page);
