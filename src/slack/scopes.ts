/** The bot's scopes, the least that will do; manifest.yml must say the same. */
export const botScopes = ['commands', 'chat:write', 'im:write', 'im:history', 'users:read'] as const

/** What a workspace may refuse: the app then says what it can't do. */
export const optionalBotScopes = ['files:write', 'channels:read', 'groups:read'] as const
