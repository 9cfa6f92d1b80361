using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Support;
using Polly;
using Polly.Retry;

namespace Kernel.Data;

/// <summary>Runs the numbered scripts under Migrations/&lt;engine&gt; of each assembly, once each, the kernel's first.</summary>
internal static class Migrations
{
    public const string Journal = "schema_version";

    // Two processes may start on one database. A script's name is the journal's key, and its row commits with the script. So the second
    // process is rolled back, and finds the script done on its next try.
    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    public static void Run(Func<UpgradeEngineBuilder> target, string engine, string schema, Assembly[] assemblies) => Again.Execute(() =>
    {
        var upgrade = target().WithVariable("schema", schema).WithTransactionPerScript().LogTo(new NoOpUpgradeLog());
        for (var order = 0; order < assemblies.Length; order++)
        {
            upgrade.WithScriptsEmbeddedInAssembly(
                assemblies[order], name => name.Contains($".Migrations.{engine}.", StringComparison.Ordinal),
                new SqlScriptOptions { ScriptType = ScriptType.RunOnce, RunGroupOrder = order });
        }
        var result = upgrade.Build().PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} of schema {schema} failed", result.Error);
        }
    });
}
