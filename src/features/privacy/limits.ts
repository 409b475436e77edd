/** Minutes for which a link to an export opens. */
export const linkMinutes = 15
