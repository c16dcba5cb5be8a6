# docker build -t rolecall . && docker run --rm -v "$PWD:/work:ro" rolecall lint .
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package rolecall

# The binary needs nothing beside it.
FROM scratch
COPY --from=build /src/target/release/rolecall /rolecall
WORKDIR /work
USER 65534:65534
ENTRYPOINT ["/rolecall"]
CMD ["lint", "."]
