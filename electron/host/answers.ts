import type { ServerResponse } from 'node:http';
import { tooLargeInput, type notACall } from '#desk/door/guard.ts';

/** How the browser host says things: short plain text, JSON, an error as every transport of the door has it. */

/** Ends the connection too, because the rest of the body is still on its way. */
export function refuseLarge(response: ServerResponse, limitBytes: number): void {
  response.setHeader('connection', 'close');
  sendError(response, tooLargeInput(limitBytes));
}

export function sendError(response: ServerResponse, error: ReturnType<typeof notACall>): void {
  sendJson(response, error.status, { json: error.toJSON() });
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Refuses and ends the connection, because a body nobody asked for may still be on its way. */
export function turnAway(response: ServerResponse, status: number, reason: string): void {
  response.setHeader('connection', 'close');
  say(response, status, reason);
}

export function say(response: ServerResponse, status: number, reason?: string): void {
  if (reason === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
}
