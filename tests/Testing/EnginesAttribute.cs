using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Testing;

/// <summary>One row per engine: <c>[Theory, Engines] … (Engine engine)</c>. An engine that is not there is a visible skip.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        new TheoryDataRow<Engine>(Engine.Sqlite),
        new TheoryDataRow<Engine>(Engine.SqlServer)
        {
            Skip = TestDatabase.Server is null ? $"{TestDatabase.ServerVariable} names no SQL Server (see tests/README.md)" : null,
        },
    ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
