// Compiles the templates in the browser: an app of the Angular CLI has no need of it.
import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app.js';

await bootstrapApplication(App);
