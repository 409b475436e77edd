/** The bot's scopes, the least that will do; manifest.yml must say the same. */
export const botScopes = ['commands', 'chat:write', 'im:write', 'im:history', 'users:read'] as const
