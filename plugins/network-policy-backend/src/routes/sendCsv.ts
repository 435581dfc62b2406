import { Response } from 'express';
import { HttpRequest } from './RouteServices';

/** Whether the caller prefers CSV to JSON. */
export function wantsCsv(request: HttpRequest): boolean {
  return request.accepts(['json', 'csv']) === 'csv';
}

/** Sends a CSV file that a browser saves under this name. */
export function sendCsv(
  response: Response,
  fileName: string,
  text: string,
): void {
  response.attachment(fileName).type('csv').end(text);
}
