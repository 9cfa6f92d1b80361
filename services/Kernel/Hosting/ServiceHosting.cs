using System.Reflection;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Document;
using Kernel.Http;
using Kernel.Imports;
using Kernel.Messaging;
using Kernel.Messaging.CatchUp;
using Kernel.Messaging.Parked;
using Kernel.Personal;
using Kernel.Webhooks;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kernel.Hosting;

/// <summary>The parts of a service beyond the defaults: a schema, a queue, an API on its own path.</summary>
public static class ServiceHosting
{
    /// <summary>The service's database, messaging and sweeps.</summary>
    /// <param name="builder">The host to be, with its defaults.</param>
    /// <param name="schema">The name of the schema, of its connection string (SQL Server), and of its file (SQLite, in
    /// <c>Sqlite:Folder</c>).</param>
    /// <param name="migrations">The assembly whose Migrations/Sqlite and Migrations/SqlServer make the schema.</param>
    /// <param name="consumers">Registers the consumers.</param>
    /// <param name="catchUp">The aggregates of other services that this service copies.</param>
    public static void AddService(
        this WebApplicationBuilder builder, string schema, Assembly migrations, Action<IBusRegistrationConfigurator> consumers,
        params string[] catchUp)
    {
        var service =
            builder.Services.Single(registered => registered.ServiceType == typeof(ServiceName)).ImplementationInstance as ServiceName;
        builder.Services.AddSingleton(OpenDatabase(builder.Configuration, schema));
        builder.Services.AddSingleton(new MigrationScripts([typeof(Db).Assembly, migrations]));
        builder.Services.AddScoped(services => new UnitOfWork(
            services.GetRequiredService<Db>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ChangeLog>()));
        builder.Services.AddSingleton<ChangeSignal>();
        builder.Services.AddSingleton<ChangeLog>();
        builder.Services.AddSingleton<ChangeReader>();
        builder.Services.AddSingleton(ChangeRetention.Instance);
        builder.Services.AddSingleton(CompareChanges.Sweep);
        builder.Services.AddHostedService<ChangeSequencer>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.AddMessaging(service!.Value, consumers, catchUp);
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddHostedService<Figures>();
        // Validators are generated for the assembly of this call. These are for the kernel's requests; each service adds its own.
        builder.Services.AddValidation();
    }

    /// <summary>Lets partners follow things of these kinds, by the feed and by webhooks.</summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="kinds">The kinds of things.</param>
    /// <param name="ended">Which of these organisations have ended (D45). Their webhooks end with them.</param>
    public static void AddChanges(
        this WebApplicationBuilder builder, IEnumerable<ChangeKind> kinds,
        Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<string>>> ended)
    {
        foreach (var kind in kinds) builder.Services.AddSingleton(kind);
        builder.AddWebhooks(ended);
    }

    /// <summary>Publishes these numbers as metrics.</summary>
    public static void AddFigures(this WebApplicationBuilder builder, IEnumerable<Figure> figures)
    {
        foreach (var figure in figures) builder.Services.AddSingleton(figure);
    }

    /// <summary>The persons whose data this service holds, and for how long (D44).</summary>
    public static void AddPersonalData(
        this WebApplicationBuilder builder, RetentionPacks packs, params IReadOnlyList<DataSubject> subjects)
    {
        foreach (var subject in subjects) builder.Services.AddSingleton(subject);
        builder.Services.AddSingleton<DataSubjects>();
        builder.Services.AddSingleton(packs);
        builder.Services.AddSingleton(Sweep.Of<EndLockedValue>("locked values"));
        if (subjects.Any(subject => subject.Erasure is not null)) builder.Services.AddSingleton(Sweep.Of<CarryOutErasure>("erasures"));
    }

    /// <summary>What may be imported in bulk, at <c>/imports</c>.</summary>
    public static void AddImports(this WebApplicationBuilder builder, params ReadOnlySpan<ImportKind> kinds)
    {
        foreach (var kind in kinds) builder.Services.AddSingleton(kind);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Imports").Get<ImportOptions>() ?? new ImportOptions());
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddHostedService<ImportWorker>();
        foreach (var retention in StoredUploads.All) builder.Services.AddSingleton(retention);
    }

    /// <summary>The group of all routes of the service: its path, its scope, its unit of work.</summary>
    /// <param name="app">The service.</param>
    /// <param name="problems">The refusals it gives, shown at <c>/problems/&lt;service&gt;</c>.</param>
    public static RouteGroupBuilder MapApi(this WebApplication app, ProblemCatalogue problems)
    {
        var service = app.Services.GetRequiredService<ServiceName>().Value;
        app.Use((http, next) =>
        {
            // The filter for kept replies reads the body a second time.
            var isRead = http.GetEndpoint()?.Metadata.GetMetadata<OwnTransactions>() is null;
            if (isRead && http.Request.Headers.ContainsKey(KeptReply.Header)) http.Request.EnableBuffering();
            return next(http);
        });
        app.Use((http, next) => Deprecation.TellAsync(http, next));
        app.Use((http, next) => QueryRules.CheckAsync(http, next));
        app.Use((http, next) => Preconditions.CheckAsync(http, next));
        app.Use((http, next) => EmptyBody.CheckAsync(http, next));
        app.Use((http, next) => ExactNumbers.CheckAsync(http, next));
        app.MapDocument(service);
        MapProblems(app, service, problems);

        var api = app.MapGroup($"/{service}/v1");
        api.RequireAuthorization(Tokens.Scope(service))
            .AddEndpointFilter(ActivatorUtilities.CreateInstance<UnitOfWorkFilter>(app.Services));
        QueryRules.AddTo(api, [.. app.Services.GetServices<ChangeKind>()]);
        ParkedMessages.Map(api);
        if (app.Services.GetServices<ChangeKind>().Any()) ReadChanges.Map(api);
        if (app.Services.GetService<WebhookWorker>() is not null) WebhookRoutes.Map(api);
        if (app.Services.GetServices<ImportKind>().ToList() is { Count: > 0 } kinds) ImportRoutes.Map(api, kinds);
        if (app.Services.GetServices<DataSubject>().ToList() is { Count: > 0 } subjects) ErasureRoutes.Map(api, subjects);
        return api;
    }

    private static void MapProblems(WebApplication app, string service, ProblemCatalogue problems)
    {
        var pages = app.MapGroup($"/problems/{service}").WithTags("Problems").AllowAnonymous();
        pages.MapGet("", (HttpContext http) =>
        {
            IReadOnlyList<ProblemType> all = [.. problems.Types, .. CommonProblems.Catalogue.Types];
            return ProblemPage.Of(http, service, all, all);
        })
            .WithName("ListProblems").WithSummary("List what the service refuses")
            .WithDescription("The problem types that the service gives: a page for a browser, JSON for a program.")
            .Produces<IReadOnlyList<ProblemType>>(StatusCodes.Status200OK, "application/json", "text/html");
        pages.MapGet("/{name}", (HttpContext http, string name) =>
            problems.Types.FirstOrDefault(type => type.Type == $"/problems/{service}/{name}") is { } type
                ? ProblemPage.Of(http, service, [type], type)
                : CommonProblems.NotFound())
            .WithName("GetProblem").WithSummary("Read what a problem means")
            .WithDescription("One problem type that the service gives: a page for a browser, JSON for a program.")
            .Produces<ProblemType>(StatusCodes.Status200OK, "application/json", "text/html");
    }

    /// <summary>
    /// Runs the service, or the installation step in the first argument: <c>migrate</c>, <c>topology</c>, <c>catch-up [aggregate …]</c>.
    /// </summary>
    /// <returns>The exit code: 0, 1 if a step fails, or 2 for an unknown step.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        switch (args.FirstOrDefault(""))
        {
            case "migrate":
                app.Migrate();
                return 0;
            case "topology":
                return await app.Services.DeployTopologyAsync()
                    ? 0
                    : Refuse(1, "The topology needs a broker: name one that answers in ConnectionStrings:rabbitmq.");
            case "catch-up":
                app.Migrate();
                return await CatchUp.ForgetAsync(app.Services, args[1..]) is { Count: > 0 } unknown
                    ? Refuse(2, $"This service keeps no copy of {string.Join(", ", unknown)}.")
                    : 0;
            case { Length: > 0 } step when !step.StartsWith('-'):
                return Refuse(2, $"Unknown step {step}: use migrate, topology, catch-up [aggregate …], or nothing to serve.");
            default:
                if (app.Configuration.GetValue("Database:MigrateOnStart", true)) app.Migrate();
                await app.RunAsync();
                return 0;
        }
    }

    private static int Refuse(int code, string why)
    {
        Console.Error.WriteLine(why);
        return code;
    }

    /// <summary>Brings the service's schema up to date.</summary>
    public static void Migrate(this IHost app) =>
        app.Services.GetRequiredService<Db>().Migrate(app.Services.GetRequiredService<MigrationScripts>().Assemblies);

    private static Db OpenDatabase(
        ConfigurationManager configuration, string schema) => configuration.GetConnectionString(schema) is { Length: > 0 } server
        ? new SqlServerDb(server, schema)
        : new SqliteDb(
            Path.Combine(configuration["Sqlite:Folder"] ?? "data", $"{schema}.db"),
            schema,
            configuration.GetValue("Sqlite:GroupLimit", 64));

    private sealed record MigrationScripts(Assembly[] Assemblies);
}
