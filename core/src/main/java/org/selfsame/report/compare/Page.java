package org.selfsame.report.compare;

/// The head of a page on a comparison.
final class Page {
    static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{title}</title>
            <style>
            :root { color-scheme: light dark; --back: #fff; --text: #1f2328; --muted: #59636e; --line: #d1d9e0;
              --edge: #818b98; --tint: #f6f8fa; --left: #ffebe9; --right: #dafbe1; --mark: #ffd33d; --link: #0969da; }
            .danger, .s { --edge: #cf222e; --tint: #ffebe9; } .warning { --edge: #9a6700; --tint: #fff8c5; }
            .success { --edge: #1a7f37; --tint: #dafbe1; }
            @media (prefers-color-scheme: dark) {
              :root { --back: #0d1117; --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --tint: #151b23;
                --left: #3c1618; --right: #12301c; --mark: #6e5600; --link: #4493f8; }
              .danger, .s { --tint: #25171c; } .warning { --tint: #272115; } .success { --tint: #12261e; } }
            body { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
              max-width: 70rem; padding: 0 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            a { color: var(--link); } .answer { background: var(--tint); border-left: 6px solid var(--edge);
              padding: 1rem; } .answer p { font-size: 1.1rem; margin: .6rem 0 0; }
            .muted, dt { color: var(--muted); } ul { list-style: none; margin: 0; padding: 0; }
            li { border-top: 1px solid var(--line); padding: .3rem 0; } dd { margin: 0 0 .4rem; }
            details { margin-left: .4rem; } details details, details > .d { margin-left: 1.1rem; }
            summary { cursor: pointer; padding: .1rem 0; } .d { border-left: 3px solid var(--line);
              margin: .3rem 0 .3rem 1.1rem; padding: .1rem 0 .1rem .6rem; } .s { background: var(--tint);
              border-left-color: var(--edge); } .d:target { outline: 2px solid var(--link); }
            .c, .detail { color: var(--muted); font-size: .9rem; } code, pre { font-family: ui-monospace, monospace;
              font-size: .85rem; } pre { background: var(--tint); overflow-x: auto; padding: .5rem;
              white-space: pre-wrap; } del, ins { display: inline-block; min-width: 100%; text-decoration: none; }
            del { background: var(--left); } ins { background: var(--right); } pre i { color: var(--muted); }
            pre b { color: var(--muted); font-weight: normal; } mark { background: var(--mark); color: inherit; }
            </style>
            </head>
            <body>
            <main>
            """;

    private Page() {}
}
