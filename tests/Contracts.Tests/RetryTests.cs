using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using VocationalPlatform.Client;

namespace Contracts.Tests;

/// <summary>What the client sends again, after which pause, and under which key.</summary>
public sealed class RetryTests : IDisposable
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly Uri Anywhere = new("https://platform.example/x");

    private readonly Skipping clock = new();
    private readonly Service service;
    private readonly HttpClient http;

    public RetryTests()
    {
        service = new Service(clock);
        http = new HttpClient(new RetryHandler(service, clock) { Retries = 2 });
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(409)]
    public async Task A_request_is_sent_again_after_the_stated_pause(int status)
    {
        service.Next((HttpStatusCode)status, "7");
        service.Next(HttpStatusCode.OK);

        using var reply = await http.GetAsync(Anywhere);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal([TimeSpan.FromSeconds(7)], service.Pauses);
    }

    [Fact]
    public async Task A_pause_may_be_stated_as_a_moment()
    {
        service.Next(HttpStatusCode.ServiceUnavailable, clock.GetUtcNow().AddSeconds(9).ToString("R", CultureInfo.InvariantCulture));
        service.Next(HttpStatusCode.OK);

        using var reply = await http.GetAsync(Anywhere);

        Assert.Equal([TimeSpan.FromSeconds(9)], service.Pauses);
    }

    [Theory]
    [InlineData(409, null)]
    [InlineData(422, null)]
    [InlineData(500, null)]
    [InlineData(504, null)]
    [InlineData(429, "61")]
    public async Task A_refusal_is_handed_over_at_once_and_so_is_a_pause_that_is_too_long(int status, string? after)
    {
        service.Next((HttpStatusCode)status, after);

        using var reply = await http.GetAsync(Anywhere);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task After_the_last_retry_the_reply_is_handed_over()
    {
        for (var sent = 0; sent < 3; sent++) service.Next(HttpStatusCode.ServiceUnavailable, "1");

        using var reply = await http.GetAsync(Anywhere);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 3), (reply.StatusCode, service.Bodies.Count));
    }

    [Fact]
    public async Task A_POST_has_the_same_key_and_body_each_time_and_another_POST_has_another_key()
    {
        service.Fail();
        service.Next(HttpStatusCode.ServiceUnavailable, "1");
        service.Next(HttpStatusCode.Created);
        service.Next(HttpStatusCode.Created);

        using var first = await http.PostAsJsonAsync(Anywhere, new { a = 1 });
        using var second = await http.PostAsJsonAsync(Anywhere, new { a = 1 });

        Assert.Single(service.Keys[..3].Distinct());
        Assert.NotNull(service.Keys[0]);
        Assert.NotEqual(service.Keys[0], service.Keys[3]);
        Assert.Equal(Enumerable.Repeat("""{"a":1}""", 4), service.Bodies);
    }

    [Fact]
    public async Task A_key_of_the_caller_stays_and_an_edit_has_none()
    {
        service.Next(HttpStatusCode.Created);
        service.Next(HttpStatusCode.OK);
        using var own = new HttpRequestMessage(HttpMethod.Post, Anywhere) { Headers = { { KeyHeader, "2024-0001" } } };

        using var posted = await http.SendAsync(own);
        using var put = await http.PutAsJsonAsync(Anywhere, new { });

        Assert.Equal(["2024-0001", null], service.Keys);
    }

    [Fact]
    public async Task After_a_lost_connection_an_edit_is_not_sent_again()
    {
        service.Fail();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.PutAsJsonAsync(Anywhere, new { }));

        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task A_stream_that_can_go_back_is_sent_again_and_another_one_is_sent_once()
    {
        service.Next(HttpStatusCode.ServiceUnavailable, "1");
        service.Next(HttpStatusCode.Accepted);
        service.Next(HttpStatusCode.ServiceUnavailable, "1");
        using var content = new StreamContent(new MemoryStream("rows"u8.ToArray()));
        using var once = new StreamContent(new Forward("rows"u8.ToArray()));

        using var taken = await http.PostAsync(Anywhere, content);
        using var refused = await http.PostAsync(Anywhere, once);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable), (taken.StatusCode, refused.StatusCode));
        Assert.Equal(["rows", "rows", "rows"], service.Bodies);
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end_and_a_refused_client_is_an_exception()
    {
        using var tokens = new HttpClient(new TokenHandler(new Uri("https://issuer.example/token"), "bpc", "s", service) { Clock = clock });
        service.Next(HttpStatusCode.OK, body: """{ "access_token": "one", "expires_in": 3600 }""");
        service.Next(HttpStatusCode.OK);
        service.Next(HttpStatusCode.OK);
        using var first = await tokens.GetAsync(Anywhere);
        clock.Advance(TimeSpan.FromMinutes(58));
        using var second = await tokens.GetAsync(Anywhere);
        Assert.Equal([null, "Bearer one", "Bearer one"], service.Tokens);

        clock.Advance(TimeSpan.FromMinutes(2));
        service.Next(HttpStatusCode.Unauthorized, body: """{ "error": "invalid_client" }""");
        var refused = await Assert.ThrowsAsync<ApiException>(() => tokens.GetAsync(Anywhere));
        Assert.Equal(401, refused.StatusCode);
        Assert.DoesNotContain("client_secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024 * 1024, null)]
    [InlineData(1024 * 1024 + 1, true)]
    public async Task A_long_body_waits_until_the_platform_takes_it(int length, bool? waits)
    {
        service.Next(HttpStatusCode.OK);
        using var body = new ByteArrayContent(new byte[length]);

        using var reply = await http.PostAsync(Anywhere, body);

        Assert.Equal([waits], service.Waits);
    }

    public void Dispose() => http.Dispose();

    /// <summary>Answers as it was told, and lets the clock go on while a client pauses.</summary>
    private sealed class Service(Skipping clock) : HttpMessageHandler
    {
        private readonly Queue<HttpResponseMessage?> replies = [];
        private DateTimeOffset? last;

        public List<string?> Keys { get; } = [];

        public List<string> Bodies { get; } = [];

        public List<string?> Tokens { get; } = [];

        public List<bool?> Waits { get; } = [];

        public List<TimeSpan> Pauses { get; } = [];

        public void Next(HttpStatusCode status, string? after = null, string body = "{}")
        {
            var reply = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (after is not null) reply.Headers.TryAddWithoutValidation("Retry-After", after);
            replies.Enqueue(reply);
        }

        public void Fail() => replies.Enqueue(null);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (last is { } before && clock.GetUtcNow() > before) Pauses.Add(clock.GetUtcNow() - before);
            last = clock.GetUtcNow();
            Keys.Add(request.Headers.TryGetValues(KeyHeader, out var keys) ? keys.Single() : null);
            Tokens.Add(request.Headers.Authorization?.ToString());
            Waits.Add(request.Headers.ExpectContinue);
            using var body = new MemoryStream();
            if (request.Content is { } content) await content.CopyToAsync(body, cancellationToken);
            Bodies.Add(Encoding.UTF8.GetString(body.ToArray()));
            return replies.Dequeue() ?? throw new HttpRequestException("The connection is lost.");
        }
    }

    /// <summary>A clock on which each pause is over at once.</summary>
    private sealed class Skipping : TimeProvider
    {
        private DateTimeOffset now = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class Forward(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
