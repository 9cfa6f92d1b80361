using Issuer;

var builder = WebApplication.CreateBuilder(args);
builder.AddIssuer();
builder.Services.AddHealthChecks();

var app = builder.Build();
app.MapHealthChecks("/health/live");
app.MapHealthChecks("/health/ready");
app.MapIssuer();
await app.RunAsync();
