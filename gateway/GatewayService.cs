using System.Text;
using Gateway.Portal;
using Kernel.Document;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Health;

namespace Gateway;

/// <summary>The one public origin: it refuses requests at the edge, and routes the others to a service.</summary>
public static class GatewayService
{
    /// <summary>Its name in paths and traces.</summary>
    public const string Name = "gateway";

    private const string Everybody = "every service";

    /// <summary>Call it after AddServiceDefaults, and after the services' addresses are in the configuration.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new ChainedConfigurationSource { Configuration = EmbeddedSettings() });
        var clusters = Clusters(builder.Configuration);
        builder.Configuration.AddInMemoryCollection(AddressesOf(clusters, builder.Configuration));

        builder.Services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MaxRequestBodySize = builder.Configuration.GetValue<long>("Gateway:MaxRequestBodyBytes"));
        builder.AddForwarding();
        builder.AddTraces();
        builder.AddEdgeHeaders();
        builder.AddRateLimits();
        builder.AddCompression();
        builder.Services.AddOpenApi(Name, document =>
        {
            document.AddOperationTransformer(PageDocument.AddParametersAsync);
            ApiDocument.Describe(document);
        });
        builder.Services.AddSingleton(GatewayWords.Of(clusters));
        Readiness.Add(builder, clusters);
        CertificatePage.Add(builder);
        SignIn.Add(builder);
        Pages.Add(builder);

        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var service in clusters) authorization.AddPolicy(service, Tokens.Scope(service));
        // A route without a policy needs a token.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            // The service gets the header bytes as Kestrel read them.
            .ConfigureHttpClient((_, handler) => handler.RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1)
            .AddTransforms(Traces.TakeRoute);
        builder.Services.AddSingleton<HungServices>();
        builder.Services.AddSingleton<IActiveHealthCheckPolicy>(services => services.GetRequiredService<HungServices>());
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy>(services => services.GetRequiredService<HungServices>());
    }

    /// <summary>The whole pipeline, including MapServiceDefaults.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseTraces();
        app.UseForwarding();
        app.UseEdgeHeaders();
        app.UseResponseCompression();
        app.MapServiceDefaults(isEdge: true, afterAuthentication: app.UseRateLimits);
        app.MapDocument(Name);
        MapCommonProblems(app);
        WhoAmI.Map(app);
        ChangesPage.Map(app);
        RulePage.Map(app);
        CertificatePage.Map(app);
        StatusPage.Map(app, Clusters(app.Configuration));
        Pages.Map(app);
        app.MapReverseProxy(proxy =>
        {
            proxy.UseLinksInBrowsers();
            proxy.UseRequestLimits();
            proxy.UseProxyFailures();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }

    /// <summary>Explains the problem types of every service; each service explains its own.</summary>
    private static void MapCommonProblems(WebApplication app)
    {
        var all = CommonProblems.Catalogue.Types;
        var problems = app.MapGroup("/problems").WithTags("Problems").AllowAnonymous();
        problems.MapGet("", (HttpContext http) => ProblemPage.Of(http, Everybody, all, all))
            .WithName("ListProblems").WithSummary("List the problems of every service")
            .WithDescription("The problem types that every service gives: a page for a browser, JSON for a program.")
            .Produces<IReadOnlyList<ProblemType>>(StatusCodes.Status200OK, "application/json", "text/html");
        problems.MapGet("/{name}", (HttpContext http, string name) => all.FirstOrDefault(
            type => type.Type == $"/problems/{name}") is { } type
            ? ProblemPage.Of(http, Everybody, [type], type)
            : CommonProblems.NotFound())
            .WithName("GetProblem").WithSummary("Read a problem of every service")
            .WithDescription("One problem type that every service gives: a page for a browser, JSON for a program.")
            .Produces<ProblemType>(StatusCodes.Status200OK, "application/json", "text/html");
    }

    /// <summary>The services behind the gateway.</summary>
    private static string[] Clusters(IConfiguration configuration) =>
        [.. configuration.GetSection("ReverseProxy:Clusters").GetChildren().Select(cluster => cluster.Key)];

    // A cluster's name has a hyphen, and a shell cannot export such a variable. Services__FacultyCertification sets the same address.
    private static IEnumerable<KeyValuePair<string, string?>> AddressesOf(string[] clusters, IConfiguration configuration) => clusters
        .Select(name => KeyValuePair.Create(
            $"ReverseProxy:Clusters:{name}:Destinations:service:Address", configuration[$"Services:{name.Replace("-", "")}"]))
        .Where(address => address.Value is not null);

    private static IConfiguration EmbeddedSettings()
    {
        using var json = typeof(GatewayService).Assembly.GetManifestResourceStream("gateway.json")!;
        return new ConfigurationBuilder().AddJsonStream(json).Build();
    }
}
