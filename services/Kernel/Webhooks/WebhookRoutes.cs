using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Webhooks;

/// <summary>The operations on webhooks, and what sends them. Whoever follows the feed may have webhooks.</summary>
internal static class WebhookRoutes
{
    /// <param name="builder">The host to be.</param>
    /// <param name="ended">Which of these organisations have ended.</param>
    public static void AddWebhooks(
        this WebApplicationBuilder builder, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<string>>> ended)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Webhooks").Get<WebhookOptions>() ?? new WebhookOptions());
        services.AddSingleton(new WebhookOwners(ended));
        services.AddSingleton<SealedTexts>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookTurn>();
        services.AddSingleton<WebhookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());
        services.AddSingleton(WebhookChanges.Kind);
        services.AddSingleton(EndWebhooks.Sweep);
        services.AddSingleton(WebhookRetention.Instance);
        builder.AddFigures(WebhookMetrics.Figures);
    }

    public static void Map(RouteGroupBuilder api)
    {
        var hooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        CreateWebhook.Map(hooks);
        ReadWebhooks.Map(hooks);
        EditWebhook.Map(hooks);
        PauseWebhook.Map(hooks);
        ResumeWebhook.Map(hooks);
        DeleteWebhook.Map(hooks);
        RotateWebhookSecret.Map(hooks);
        TestWebhook.Map(hooks);
        ReadWebhookDeliveries.Map(hooks);
        ReplayWebhook.Map(hooks);
    }

    /// <summary>The operation is for the roles that follow the feed.</summary>
    public static RouteHandlerBuilder ForReaders(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary).Allow(ReadChanges.Readers);

    /// <summary>Its path.</summary>
    public static string PathOf(ServiceName service, Guid id) => $"/{service.Value}/v1/webhooks/{id}";
}

/// <summary>Which of some organisations have ended.</summary>
internal sealed record WebhookOwners(Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<string>>> EndedAsync);
