/** Draws `GET /openapi.json`. Callers need not sign here, so that every operation can be tried out as it stands. */
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  docExpansion: 'list',
  // The viewer's own badge asks a server of its maker whether the document is valid.
  validatorUrl: null,
});
