import { Connection } from 'ws-echo/connection';

await fetch('/sign-in', { method: 'POST' }); // Answers with `Set-Cookie: …; Secure; HttpOnly; SameSite=Strict`.

export const connection = new Connection('/chat');
