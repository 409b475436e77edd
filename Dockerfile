FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts/build.ts ./scripts/
COPY src ./src
RUN npm run build

FROM node:24-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Forthright" \
  org.opencontainers.image.description="A Slack bot for promises and candid feedback" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION"
ENV NODE_ENV=production
WORKDIR /app
# All else that the program uses is in dist/.
COPY --from=libraries /app/node_modules/@electric-sql/pglite ./node_modules/@electric-sql/pglite
COPY --from=libraries /app/node_modules/undici ./node_modules/undici
COPY --from=libraries /app/node_modules/@resvg ./node_modules/@resvg
COPY --from=libraries /app/node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf \
  /app/node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf \
  ./node_modules/dejavu-fonts-ttf/ttf/
COPY --from=libraries /app/node_modules/dejavu-fonts-ttf/LICENSE ./node_modules/dejavu-fonts-ttf/
COPY --from=build /app/dist ./dist
COPY package.json manifest.yml ./
COPY migrations ./migrations
# Only for the embedded database; with DATABASE_URL nothing is written here.
RUN mkdir .data && chown node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
