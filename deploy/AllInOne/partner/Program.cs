using Partner;
using VocationalPlatform.Client;

// Options such as --platform http://localhost:8080 --client bpc --secret bpc-local-secret --receive http://127.0.0.1:9000/hook
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
var platform = new Uri(builder.Configuration["platform"] ?? "http://localhost:8080");
var hook = new Uri(builder.Configuration["receive"] ?? "http://127.0.0.1:9000/hook");
using var http = PlatformHttp.Connect(
    platform, builder.Configuration["client"] ?? "bpc", builder.Configuration["secret"] ?? "bpc-local-secret");

var receiver = new Receiver();
builder.WebHost.UseUrls(hook.GetLeftPart(UriPartial.Authority));
await using var app = builder.Build();
receiver.Map(app, hook.AbsolutePath);
await app.StartAsync();
try
{
    await new Integration(http, hook, receiver).RunAsync();
    return 0;
}
catch (HttpRequestException away)
{
    Console.Error.WriteLine($"{platform} does not answer: {away.Message}");
    return 1;
}
catch (ApiException refused)
{
    Console.Error.WriteLine($"{refused.Message}{(refused.Problem?.Change is { } change ? $" It passes with {change}." : "")}");
    return 1;
}
