using System.Globalization;
using System.Text.RegularExpressions;
using Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Contracts.Tests;

/// <summary>docker-compose.yml, held against what is there: what it names exists, and nothing starts before what it needs.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));
    private static readonly Dictionary<string, Part> Parts = new DeserializerBuilder().IgnoreUnmatchedProperties().Build()
        .Deserialize<Composition>(new MergingParser(new Parser(new StringReader(Text)))).Services;

    [Fact]
    public void Every_secret_has_a_line_in_the_example_and_no_value_here()
    {
        var asked = Variable().Matches(Text).Select(variable => variable.Groups["name"].Value).ToHashSet();
        var examples = File.ReadLines(Path.Combine(Repository.Root, ".env.example"))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .Select(line => line.Split('=')[0]);

        Assert.Equal(asked.Order(StringComparer.Ordinal), examples.Order(StringComparer.Ordinal));
        Assert.All(Secret().Matches(Text)
            .Select(secret => secret.Groups["value"].Value), value => Assert.StartsWith("${", value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_built_image_has_an_existing_project()
    {
        var built = Parts.Values.Where(part => part.Build is not null).Select(part => part.Build!).ToList();

        Assert.NotEmpty(built);
        Assert.All(built, build => Assert.True(File.Exists(Path.Combine(Repository.Root, build.Dockerfile))));
        Assert.All(built, build => Assert.Equal(DockerfileLint.Arguments(File.ReadAllText(Path.Combine(Repository.Root, build.Dockerfile)))
            .Order(), build.Args.Keys.Order()));
        Assert.All(
            built,
            build => Assert.True(File.Exists(Path.Combine(Repository.Root, build.Args["PROJECT"], $"{build.Args["ASSEMBLY"]}.csproj"))));
    }

    [Fact]
    public void Every_container_waits_for_ended_steps_and_healthy_services()
    {
        foreach (var (name, part) in Parts)
        {
            foreach (var (needed, how) in part.DependsOn)
            {
                Assert.True(Parts.ContainsKey(needed), $"{name} waits for {needed}, which is not there");
                Assert.True(
                    how.Condition == (IsStep(Parts[needed]) ? "service_completed_successfully" : "service_healthy"),
                    $"{name} waits for {needed} by {how.Condition}");
            }
            Assert.True(IsStep(part) || part.Healthcheck is not null, $"{name} runs on and nobody knows whether it is well");
        }
    }

    [Theory]
    [InlineData("enrollment")]
    [InlineData("faculty-certification")]
    [InlineData("industry-partnership")]
    public void A_service_starts_after_schemas_and_queues_exist_and_does_not_migrate(string service)
    {
        var part = Parts[service];

        foreach (var other in new[] { "enrollment", "faculty-certification", "industry-partnership" })
        {
            Assert.Contains($"{other}-migrate", part.DependsOn.Keys);
            Assert.Contains($"{other}-topology", part.DependsOn.Keys);
        }
        Assert.Equal(["migrate"], Parts[$"{service}-migrate"].Command);
        Assert.Equal(["topology"], Parts[$"{service}-topology"].Command);
        Assert.Equal("false", part.Environment["Database__MigrateOnStart"]);
        Assert.Contains(service, Parts["gateway"].DependsOn.Keys);
        Assert.Equal(
            $"http://{service}:8080",
            Parts["gateway"].Environment.Single(
                setting => setting.Key.Equals($"Services__{service.Replace("-", "")}", StringComparison.OrdinalIgnoreCase)).Value);
    }

    [Fact]
    public void The_database_lets_no_reader_wait_for_a_writer() => Assert.Contains(
        "ALTER DATABASE platform SET READ_COMMITTED_SNAPSHOT ON",
        File.ReadAllText(Path.Combine(Repository.Root, "deploy/docker/sqlserver/database.sql")),
        StringComparison.Ordinal);

    [Fact]
    public void A_service_logs_in_as_a_user_with_access_to_its_own_schema_alone()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "deploy/docker/sqlserver/database.sql"));
        foreach (var (service, schema) in new[]
        {
            ("enrollment", "enrollment"),
            ("faculty-certification", "faculty"),
            ("industry-partnership", "partnership"),
        })
        {
            Assert.Contains($"User Id={schema};", Parts[service].Environment[$"ConnectionStrings__{schema}"], StringComparison.Ordinal);
            Assert.Contains(
                $"User Id={schema}_owner;",
                Parts[$"{service}-migrate"].Environment[$"ConnectionStrings__{schema}"],
                StringComparison.Ordinal);
            Assert.Equal([schema], Grant().Matches(script).Where(grant => grant.Groups["user"].Value == schema)
                .Select(grant => grant.Groups["schema"].Value));
        }
    }

    [Fact]
    public void A_services_broker_user_reads_only_its_queue_and_sends_only_its_events()
    {
        var users = File.ReadLines(Path.Combine(Repository.Root, "deploy/docker/rabbitmq/users.conf"))
            .Where(line => line.StartsWith("default_users.", StringComparison.Ordinal))
            .Select(line => line.Split(" = ", 2)).ToDictionary(line => line[0]["default_users.".Length..], line => line[1]);
        var services = new Dictionary<string, string>
        {
            ["enrollment"] = "enrollment",
            ["faculty-certification"] = "faculty",
            ["industry-partnership"] = "partnership",
        };
        foreach (var (service, user) in services)
        {
            var password = $"{user.ToUpperInvariant()}_BROKER_PASSWORD";
            foreach (var part in new[] { Parts[service], Parts[$"{service}-topology"] })
            {
                var broker = part.Environment["ConnectionStrings__rabbitmq"];
                Assert.StartsWith($"amqp://{user}:${{{password}:", broker, StringComparison.Ordinal);
            }
            Assert.Equal($"$({password})", users[$"{user}.password"]);
            Assert.StartsWith($"${{{password}:", Parts["rabbitmq"].Environment[password], StringComparison.Ordinal);
            foreach (var other in services.Keys)
            {
                Assert.Equal(other == service, Regex.IsMatch(other, users[$"{user}.read"]));
                Assert.Equal(other == service, Regex.IsMatch($"{other}:something-happened:v1", users[$"{user}.write"]));
                Assert.Matches(users[$"{user}.read"], $"{other}:something-happened:v1");
            }
        }
    }

    [Fact]
    public void A_process_has_more_time_to_end_than_its_shutdown_takes()
    {
        var defaults = File.ReadAllText(Path.Combine(Repository.Root, "services/Kernel/Hosting/ServiceDefaults.cs"));
        var shutdown = int.Parse(Shutdown().Match(defaults).Groups["seconds"].Value, CultureInfo.InvariantCulture);
        foreach (var name in new[] { "enrollment", "faculty-certification", "industry-partnership", "gateway", "issuer" })
        {
            Assert.True(int.Parse(Parts[name].StopGracePeriod.TrimEnd('s'), CultureInfo.InvariantCulture) > shutdown, name);
        }
    }

    private static bool IsStep(Part part) => part.Restart == "no";

    [GeneratedRegex(@"ShutdownTimeout = TimeSpan\.FromSeconds\((?<seconds>\d+)\)")]
    private static partial Regex Shutdown();

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("(?<!\\$\\{\\w*)(?:PASSWORD|PASS|Password)[:=] ?(?<value>[^\\s;\"]+)")]
    private static partial Regex Secret();

    [GeneratedRegex("^GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::(?<schema>\\w+) TO (?<user>\\w+);", RegexOptions.Multiline)]
    private static partial Regex Grant();

    private sealed class Composition
    {
        [YamlMember(Alias = "services")]
        public Dictionary<string, Part> Services { get; set; } = [];
    }

    private sealed class Part
    {
        [YamlMember(Alias = "build")]
        public Built? Build { get; set; }

        [YamlMember(Alias = "command")]
        public List<string> Command { get; set; } = [];

        [YamlMember(Alias = "environment")]
        public Dictionary<string, string> Environment { get; set; } = [];

        [YamlMember(Alias = "restart")]
        public string Restart { get; set; } = "";

        [YamlMember(Alias = "stop_grace_period")]
        public string StopGracePeriod { get; set; } = "";

        [YamlMember(Alias = "healthcheck")]
        public object? Healthcheck { get; set; }

        [YamlMember(Alias = "depends_on")]
        public Dictionary<string, Needed> DependsOn { get; set; } = [];
    }

    private sealed class Built
    {
        [YamlMember(Alias = "dockerfile")]
        public string Dockerfile { get; set; } = "";

        [YamlMember(Alias = "args")]
        public Dictionary<string, string> Args { get; set; } = [];
    }

    private sealed class Needed
    {
        [YamlMember(Alias = "condition")]
        public string Condition { get; set; } = "";
    }
}
