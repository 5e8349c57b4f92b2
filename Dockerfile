# The image of the server: `docker build -t nss .`, then as in compose.yaml.

FROM rust:1.95-slim-bookworm AS build
# npm's binaryen makes the page smaller.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/usr/local/cargo/nss-tools \
    --mount=type=cache,target=/src/target \
    cargo xtask build \
    && install -D target/release/nss /out/usr/local/bin/nss \
    && install -d /out/var/lib/nss

# glibc, the certificates of public authorities, and a user without rights; no shell.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /out/usr /usr
COPY --from=build --chown=65532:65532 /out/var/lib/nss /var/lib/nss
ENV NSS_LISTEN=0.0.0.0:8080 \
    NSS_DATABASE_URL=sqlite:///var/lib/nss/nss.db \
    NSS_FILES_URL=/var/lib/nss/files
USER 65532:65532
WORKDIR /var/lib/nss
VOLUME /var/lib/nss
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=12s --start-period=30s CMD ["/usr/local/bin/nss", "health"]
ENTRYPOINT ["/usr/local/bin/nss"]
CMD ["serve"]
